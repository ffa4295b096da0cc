/** Work whose caller has gone: who notices says so, and what takes long stops. Knows neither HTTP nor the database. */
@NullMarked
package dev.gatehouse.server.cancellation;

import org.jspecify.annotations.NullMarked;
