package dev.gatehouse.server.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A mail of the tenant's own. */
public record EmailTemplate(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("email_template")
            .identified("template")
            .errors(ErrorCode.INEXISTENT_EMAIL_TEMPLATE, ErrorCode.EMAIL_TEMPLATE_CONFLICT)
            .build();

    /** The mail that asks a user to verify an address. */
    public static final String VERIFY_EMAIL = "verify_email";

    /** The mail that lets a user choose another password. */
    public static final String RESET_EMAIL = "reset_email";

    /** The mail that welcomes a user whose address is verified. */
    public static final String WELCOME_EMAIL = "welcome_email";

    /** The mail that invites someone to an organization. */
    public static final String USER_INVITATION = "user_invitation";

    /** The mail that asks a user to enroll in a second factor. */
    public static final String ENROLLMENT_EMAIL = "enrollment_email";

    /** The mail that says what has become of an import; the tenant has no template of its own for it. */
    public static final String USERS_IMPORT = "users_import";

    /** Whether it is sent in place of the one that every tenant has. */
    public boolean enabled() {
        return flag("enabled");
    }
}
