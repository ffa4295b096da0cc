package dev.gatehouse.server.customdomain;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Asks the DNS servers of this machine, or another one. Each has two seconds to answer, and is asked twice. */
public final class SystemDnsResolver implements DnsResolver {
    private static final String TIMEOUT_MILLIS = "2000";

    private final @Nullable String server;

    /**
     * @param server the one to ask, as a host or a host and a port; null for those of this machine
     */
    public SystemDnsResolver(@Nullable String server) {
        this.server = server;
    }

    // The DNS provider alone is asked: it answers text, and loads no objects.
    @Override
    @SuppressWarnings("BanJNDI")
    public List<String> lookup(String name, String type) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        if (server != null) {
            settings.put(Context.PROVIDER_URL, "dns://" + server);
        }
        try {
            DirContext dns = new InitialDirContext(settings);
            try {
                Attribute records = dns.getAttributes(name, new String[] {type}).get(type);
                return records == null ? List.of() : values(records);
            } finally {
                dns.close();
            }
        } catch (NamingException e) {
            return List.of(); // no such name, or no server: not proven
        }
    }

    private static List<String> values(Attribute records) throws NamingException {
        List<String> values = new ArrayList<>();
        NamingEnumeration<?> all = records.getAll();
        while (all.hasMore()) {
            values.add(String.valueOf(all.next()));
        }
        return values;
    }
}
