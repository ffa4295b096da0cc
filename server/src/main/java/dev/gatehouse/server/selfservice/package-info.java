/**
 * What customers set up by themselves to sign in with their own identity provider. Kinds: self_service_profile,
 * self_service_text, sso_ticket, user_attribute_profile, connection_profile.
 */
@NullMarked
package dev.gatehouse.server.selfservice;

import org.jspecify.annotations.NullMarked;
