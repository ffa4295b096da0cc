/** {@code /user-attribute-profiles}: how identity providers name attributes. Kind: user_attribute_profile. */
@NullMarked
package dev.gatehouse.server.management.userattributeprofiles;

import org.jspecify.annotations.NullMarked;
