/** What users prove who they are with: passwords and authentication methods. Table: user_password; kind: authentication_method. */
@NullMarked
package dev.gatehouse.server.credential;

import org.jspecify.annotations.NullMarked;
