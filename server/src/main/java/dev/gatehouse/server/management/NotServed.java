package dev.gatehouse.server.management;

import java.util.Set;

/** The operations that the contract describes and this server does not serve yet: they answer 403. It may only shrink. */
public final class NotServed {
    public static final Set<String> OPERATIONS = Set.of("jobs.exportUsers", "jobs.importUsersJob");

    private NotServed() {}
}
