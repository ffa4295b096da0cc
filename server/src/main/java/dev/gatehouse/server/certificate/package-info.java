/**
 * Keys and certificates: issuing them (RFC 5280), reading and writing PEM (RFC 7468) and PKCS#7, and the certificate that HTTPS
 * is served with, which is the operator's or one of a local authority made at the first start.
 */
@NullMarked
package dev.gatehouse.server.certificate;

import org.jspecify.annotations.NullMarked;
