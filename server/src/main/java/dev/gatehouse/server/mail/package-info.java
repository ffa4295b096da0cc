/**
 * The mails of a tenant: what they say, the outbox they are written to, and who delivers them; below it the delivery. Kinds:
 * email_template, email_provider. Table: mail.
 */
@NullMarked
package dev.gatehouse.server.mail;

import org.jspecify.annotations.NullMarked;
