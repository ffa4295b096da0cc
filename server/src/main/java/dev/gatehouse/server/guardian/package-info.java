/**
 * Multi-factor authentication of a tenant: its factors, their settings, when a second factor is asked for, and the tickets that
 * users enroll with. Kinds: guardian_setting, enrollment_ticket.
 */
@NullMarked
package dev.gatehouse.server.guardian;

import org.jspecify.annotations.NullMarked;
