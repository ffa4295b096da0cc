package dev.gatehouse.cli.demo;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.Branding;
import dev.gatehouse.client.model.BrandingTemplateUpdate;
import dev.gatehouse.client.model.CustomDomainCreate;
import dev.gatehouse.client.model.CustomText;
import dev.gatehouse.client.model.EmailProviderCreate;
import dev.gatehouse.client.model.EmailTemplateCreate;
import dev.gatehouse.client.model.PhoneProviderCreate;
import dev.gatehouse.client.model.PromptsSettings;
import java.util.List;
import java.util.Map;

/** Branding, prompts, custom domains, email and phone messages. */
final class BrandingScenario {
    private static final String PAGE = "<html><head>{%- auth0:head -%}</head><body>{%- auth0:widget -%}</body></html>";

    private final ManagementClient client;
    private final OperationPrinter printer;

    BrandingScenario(ManagementClient client, OperationPrinter printer) {
        this.client = client;
        this.printer = printer;
    }

    void run() {
        branding();
        prompts();
        customDomains();
        mail();
        phone();
    }

    private void branding() {
        printer.manager("branding");
        printer.call(
                "updateSettings",
                () -> client.branding().updateSettings(new Branding().colors(Map.of("primary", "#0a3d62"))),
                branding -> "colors: " + branding.get("colors"));
        printer.call(
                "setUniversalLoginTemplate",
                () -> client.branding().setUniversalLoginTemplate(new BrandingTemplateUpdate().template(PAGE)),
                "the sign-in pages have a frame of the shop's");
        printer.call(
                "getUniversalLoginTemplate",
                () -> client.branding().getUniversalLoginTemplate(),
                template -> "body: " + template.body());
    }

    private void prompts() {
        printer.manager("prompts");
        printer.call(
                "updateSettings",
                () -> client.prompts().updateSettings(new PromptsSettings().identifierFirst(true)),
                settings -> "identifier_first: " + settings.identifierFirst());
        printer.call(
                "updateCustomTextByLanguage",
                () -> client.prompts()
                        .updateCustomTextByLanguage(
                                "login", "en", new CustomText().with("login", Map.of("title", "Welcome to the shop"))),
                text -> "login: " + text.get("login"));
    }

    private void customDomains() {
        printer.manager("customDomains");
        var domain = printer.call(
                "create",
                () -> client.customDomains()
                        .create(new CustomDomainCreate()
                                .domain("login.shop.example")
                                .type("auth0_managed_certs")),
                made -> made.domain() + " is " + made.status());
        printer.call(
                "delete",
                () -> client.customDomains().delete(OperationPrinter.id(domain.customDomainId())),
                "not verified");
    }

    private void mail() {
        printer.manager("emailProvider");
        printer.call(
                "configure",
                () -> client.emailProvider()
                        .configure(new EmailProviderCreate()
                                .name("smtp")
                                .defaultFromAddress("hello@shop.example")
                                .credentials(Map.of(
                                        "smtp_host",
                                        "localhost",
                                        "smtp_port",
                                        2525,
                                        "smtp_user",
                                        "shop",
                                        "smtp_pass",
                                        "a-secret-that-is-not-shown"))),
                made -> "credentials: " + made.get("credentials"));
        printer.call("delete", () -> client.emailProvider().delete(), "the tenant's own inbox takes its mails");
        printer.manager("emailTemplates");
        printer.call(
                "create",
                () -> client.emailTemplates()
                        .create(new EmailTemplateCreate()
                                .template("welcome_email")
                                .from("hello@shop.example")
                                .subject("Welcome")
                                .body("<p>Hello {{ user.name }}</p>")
                                .syntax("liquid")
                                .enabled(false)),
                made -> made.template() + ": " + made.subject());
    }

    private void phone() {
        printer.manager("brandingPhone");
        var provider = printer.call(
                "createProvider",
                () -> client.brandingPhone()
                        .createProvider(new PhoneProviderCreate()
                                .name("twilio")
                                .configuration(Map.of("sid", "AC0", "delivery_methods", List.of("text")))
                                .credentials(Map.of("auth_token", "a-secret-that-is-not-shown"))),
                made -> made.name() + " is " + made.id());
        printer.call(
                "deleteProvider",
                () -> client.brandingPhone().deleteProvider(OperationPrinter.id(provider.id())),
                "no messages then");
    }
}
