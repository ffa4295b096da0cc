package dev.gatehouse.server.store;

import dev.gatehouse.server.store.Database.Work;
import dev.gatehouse.server.tenant.Tenant;

/** Connections that calls read on. Thread-safe. */
interface Reads {
    <T> T read(Tenant tenant, Work<T> work);
}
