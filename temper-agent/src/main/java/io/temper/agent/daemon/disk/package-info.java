/**
 * What the agent writes down for whoever comes after it: the audit log, the plan in force, failed
 * attachments, requests for safe mode. No caller waits for a disk.
 */
@NullMarked
package io.temper.agent.daemon.disk;

import org.jspecify.annotations.NullMarked;
