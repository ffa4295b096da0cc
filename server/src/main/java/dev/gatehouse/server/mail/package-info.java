/** The mails of a tenant and who delivers them. Kinds: email_template, email_provider. */
@NullMarked
package dev.gatehouse.server.mail;

import org.jspecify.annotations.NullMarked;
