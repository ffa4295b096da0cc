/** Routes: /emails/provider and /email-templates. Kinds: those of the package mail. */
@NullMarked
package dev.gatehouse.server.management.emails;

import org.jspecify.annotations.NullMarked;
