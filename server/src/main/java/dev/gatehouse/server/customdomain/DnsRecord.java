package dev.gatehouse.server.customdomain;

/**
 * A record of DNS.
 *
 * @param name the name it stands at
 * @param type {@code CNAME} or {@code TXT}
 * @param value what it says
 */
public record DnsRecord(String name, String type, String value) {}
