@NullMarked
package io.temper.agent.systemd;

import org.jspecify.annotations.NullMarked;
