/** {@code /self-service-profiles}: what customers set up by themselves. Kinds: self_service_profile, self_service_text, sso_ticket. */
@NullMarked
package dev.gatehouse.server.management.selfserviceprofiles;

import org.jspecify.annotations.NullMarked;
