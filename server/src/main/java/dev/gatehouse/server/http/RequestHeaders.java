package dev.gatehouse.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a request. Names are compared without case. */
public interface RequestHeaders {
    /** The first value of that name; null when there is none. */
    @Nullable
    String first(String name);

    /** The values of that name, in their order; empty when there is none. */
    List<String> all(String name);
}
