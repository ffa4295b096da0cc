package dev.gatehouse.server.management;

import dev.gatehouse.server.api.Resource;
import java.util.List;

/** The resources served: the one list of them. */
public final class ManagementResources {
    private ManagementResources() {}

    /** Every resource, made of the same parts. */
    public static List<Resource> all(Parts parts) {
        return List.of();
    }
}
