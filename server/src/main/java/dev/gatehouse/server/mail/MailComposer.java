package dev.gatehouse.server.mail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.branding.PhoneProvider;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.liquid.InvalidTemplateException;
import dev.gatehouse.server.liquid.LiquidTemplates;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.page.Page;
import dev.gatehouse.server.settings.TenantSettings;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes mails: the tenant's template where it is enabled, one of ours otherwise, with the documented variables. Thread-safe. */
public final class MailComposer {
    private static final Map<String, String> SUBJECTS = Map.of(
            EmailTemplate.USER_INVITATION, "Join {{ organization.display_name }} at {{ friendly_name }}",
            EmailTemplate.ENROLLMENT_EMAIL, "Add a second step to sign in to {{ friendly_name }}",
            EmailTemplate.RESET_EMAIL, "Choose a new password for {{ friendly_name }}",
            EmailTemplate.USERS_IMPORT, "The import of users into {{ connection.name }} has {{ job.status }}",
            EmailTemplate.VERIFY_EMAIL, "Verify your email address for {{ friendly_name }}",
            EmailTemplate.WELCOME_EMAIL, "Welcome to {{ friendly_name }}");

    private final LiquidTemplates liquid;
    private final UserStore users;
    private final DocumentCollection<EmailTemplate> templates;
    private final DocumentCollection<Client> clients;
    private final DocumentCollection<Organization> organizations;
    private final DocumentCollection<PhoneProvider> phones;
    private final SingleDocument<EmailProvider> provider;
    private final TenantSettingsStore settings;

    public MailComposer(LiquidTemplates liquid, UserStore users, DocumentStore documents) {
        this.liquid = liquid;
        this.users = users;
        templates = documents.of(EmailTemplate.KIND, EmailTemplate::new);
        clients = documents.of(Client.KIND, Client::new);
        organizations = documents.of(Organization.KIND, Organization::new);
        phones = documents.of(PhoneProvider.KIND, PhoneProvider::new);
        provider = new SingleDocument<>(documents, EmailProvider.KIND, EmailProvider::new, "{}");
        settings = new TenantSettingsStore(documents);
    }

    /**
     * The template, provider and variables of a mail.
     *
     * @param template the tenant's own; empty when it has none that is enabled
     * @param provider who delivers it; empty when it has none that is enabled
     * @param variables what the template may show
     * @param domain the tenant's
     */
    public record MailContext(
            Optional<EmailTemplate> template, Optional<EmailProvider> provider, ObjectNode variables, String domain) {}

    /** Reads the context of a mail; empty when its user was deleted. */
    public Optional<MailContext> read(Transaction tx, Mail mail) {
        return recipient(tx, mail)
                .map(user -> new MailContext(
                        templates.find(tx, mail.template()).filter(EmailTemplate::enabled),
                        provider.find(tx).filter(EmailProvider::enabled),
                        variables(tx, mail, user),
                        tx.tenant().domain()));
    }

    /** The user that a mail is for, or who somebody would be that is invited; empty when the user is gone. */
    private Optional<User> recipient(Transaction tx, Mail mail) {
        return mail.userId().isEmpty()
                ? Optional.of(new User(JsonNodeFactory.instance.objectNode()))
                : users.find(tx, mail.userId());
    }

    /**
     * Who delivers messages to phones: the provider of that id, or without one the tenant's that is not switched off; empty when
     * there is none, or it is an action, which is not run here.
     */
    public Optional<PhoneProvider> phoneProvider(Transaction tx, String wanted) {
        Optional<PhoneProvider> provider = wanted.isEmpty()
                ? phones.all(tx, Map.of()).stream()
                        .filter(each -> !each.flag("disabled"))
                        .findFirst()
                : phones.find(tx, wanted);
        return provider.filter(each -> each.text("name", "").equals("twilio"));
    }

    private ObjectNode variables(Transaction tx, Mail mail, User user) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        TenantSettings tenant = settings.get(tx);
        variables.put("tenant", tx.tenant().id()).put("friendly_name", tenant.friendlyName(tx.tenant()));
        variables.put("support_email", tenant.text("support_email", ""));
        variables.put("support_url", tenant.text("support_url", ""));
        variables.put(
                "request_language",
                mail.text("locale", tenant.enabledLocales().stream().findFirst().orElse("en")));
        variables.putObject("connection").put("name", mail.text("connection", ""));
        ObjectNode shown = user.json().deepCopy();
        shown.remove("identities");
        variables.set("user", shown.put("email", mail.to()));
        ObjectNode application = variables.putObject("application");
        application.put("name", tenant.friendlyName(tx.tenant()));
        String clientId = mail.text("client_id", "");
        clients.find(tx, clientId).ifPresent(client -> {
            application
                    .put("name", client.text("name", ""))
                    .put("clientID", clientId)
                    .put("client_id", clientId);
            application.set("client_metadata", client.json().path("client_metadata"));
            application.set("metadata", client.json().path("client_metadata"));
            application.put(
                    "callback_domain",
                    client.texts("callbacks").stream().findFirst().orElse(""));
        });
        if (mail.text("organization_id") != null) {
            variables.set("organization", organization(tx, mail.text("organization_id", "")));
        }
        for (String member : List.of("inviter", "roles", "job")) {
            if (mail.json().has(member)) {
                variables.set(member, mail.at(member));
            }
        }
        return variables;
    }

    private ObjectNode organization(Transaction tx, String id) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("id", id);
        organizations.find(tx, id).ifPresent(organization -> {
            shown.put("name", organization.name());
            shown.put("display_name", organization.text("display_name", organization.name()));
            shown.set("metadata", organization.at("metadata"));
            shown.set("branding", organization.at("branding"));
        });
        return shown;
    }

    /**
     * Where the link in a mail sends the user afterwards, as the tenant's template has it; empty when it has nothing to say.
     *
     * @throws InvalidTemplateException when it cannot be rendered
     */
    public String resultUrl(MailContext mailContext) {
        return mailContext
                .template()
                .map(template -> liquid.render(template.text("resultUrl", ""), mailContext.variables())
                        .strip())
                .orElse("");
    }

    /**
     * Gives a mail its sender, subject and text.
     *
     * @throws InvalidTemplateException when the tenant's template cannot be rendered
     */
    public void render(Mail mail, MailContext mailContext) {
        ObjectNode variables = mailContext.variables();
        variables.put("url", mail.text("url", ""));
        Optional<EmailTemplate> own = mailContext.template();
        String from = own.map(template -> template.text("from", "")).orElse("");
        String fallback = mailContext
                .provider()
                .map(each -> each.text("default_from_address", ""))
                .filter(address -> !address.isEmpty())
                .orElse("no-reply@" + mailContext.domain().replaceAll(":.*", ""));
        mail.json().put("from", oneLine(liquid.render(from.isBlank() ? fallback : from, variables)));
        String subject = own.map(template -> template.text("subject", ""))
                .filter(text -> !text.isBlank())
                .orElseGet(() -> SUBJECTS.getOrDefault(mail.template(), "{{ friendly_name }}"));
        mail.json().put("subject", oneLine(liquid.render(subject, variables)));
        String body = own.map(template -> template.text("body", ""))
                .filter(text -> !text.isBlank())
                .orElseGet(() -> Page.resource(MailComposer.class, mail.template() + ".liquid"));
        mail.json().put("html", liquid.render(body, variables));
    }

    /** A header is one line: a line end in a name would begin another. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
