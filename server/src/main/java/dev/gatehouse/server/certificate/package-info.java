/** Key pairs with certificates that they sign themselves (RFC 5280), and the PEM and PKCS#7 forms the API shows them in. */
@NullMarked
package dev.gatehouse.server.certificate;

import org.jspecify.annotations.NullMarked;
