/** Delivers the mails of the outbox: over SMTP, by the HTTP API of a provider, or into the tenant's own inbox. */
@NullMarked
package dev.gatehouse.server.mail.delivery;

import org.jspecify.annotations.NullMarked;
