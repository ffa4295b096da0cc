/** How the sign-in pages and phone messages look. Kinds: branding, universal_login_template, branding_theme, phone_provider, phone_template. */
@NullMarked
package dev.gatehouse.server.branding;

import org.jspecify.annotations.NullMarked;
