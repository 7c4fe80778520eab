/** What servers of many clients from one thread have in common, whatever they speak. */
@NullMarked
package io.temper.agent.socket;

import org.jspecify.annotations.NullMarked;
