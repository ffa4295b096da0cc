/** Routes: /device-credentials. Kinds: device_credential, refresh_token (package {@code session}). */
@NullMarked
package dev.gatehouse.server.management.devicecredentials;

import org.jspecify.annotations.NullMarked;
