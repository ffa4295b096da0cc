package dev.gatehouse.server.configuration;

import java.util.List;

/** Settings that cannot be; every fault at once. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    public ConfigurationException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** One clear line each. */
    public List<String> faults() {
        return faults;
    }
}
