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

/** What the people of the shop see: its pages, mails and messages. */
final class LookTour {
    private static final String PAGE = "<html><head>{%- auth0:head -%}</head><body>{%- auth0:widget -%}</body></html>";

    private final ManagementClient client;
    private final Narrator narrator;

    LookTour(ManagementClient client, Narrator narrator) {
        this.client = client;
        this.narrator = narrator;
    }

    void run() {
        branding();
        prompts();
        customDomains();
        mail();
        phone();
    }

    private void branding() {
        narrator.manager("branding");
        narrator.call(
                "updateSettings",
                () -> client.branding().updateSettings(new Branding().colors(Map.of("primary", "#0a3d62"))),
                branding -> "colors: " + branding.get("colors"));
        narrator.call(
                "setUniversalLoginTemplate",
                () -> client.branding().setUniversalLoginTemplate(new BrandingTemplateUpdate().template(PAGE)),
                "the sign-in pages have a frame of the shop's");
        narrator.call(
                "getUniversalLoginTemplate",
                () -> client.branding().getUniversalLoginTemplate(),
                template -> "body: " + template.body());
    }

    private void prompts() {
        narrator.manager("prompts");
        narrator.call(
                "updateSettings",
                () -> client.prompts().updateSettings(new PromptsSettings().identifierFirst(true)),
                settings -> "identifier_first: " + settings.identifierFirst());
        narrator.call(
                "updateCustomTextByLanguage",
                () -> client.prompts()
                        .updateCustomTextByLanguage(
                                "login", "en", new CustomText().with("login", Map.of("title", "Welcome to the shop"))),
                text -> "login: " + text.get("login"));
    }

    private void customDomains() {
        narrator.manager("customDomains");
        var domain = narrator.call(
                "create",
                () -> client.customDomains()
                        .create(new CustomDomainCreate()
                                .domain("login.shop.example")
                                .type("auth0_managed_certs")),
                made -> made.domain() + " is " + made.status());
        narrator.call(
                "delete", () -> client.customDomains().delete(Narrator.id(domain.customDomainId())), "not verified");
    }

    private void mail() {
        narrator.manager("emailProvider");
        narrator.call(
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
        narrator.call("delete", () -> client.emailProvider().delete(), "the tenant's own inbox takes its mails");
        narrator.manager("emailTemplates");
        narrator.call(
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
        narrator.manager("brandingPhone");
        var provider = narrator.call(
                "createProvider",
                () -> client.brandingPhone()
                        .createProvider(new PhoneProviderCreate()
                                .name("twilio")
                                .configuration(Map.of("sid", "AC0", "delivery_methods", List.of("text")))
                                .credentials(Map.of("auth_token", "a-secret-that-is-not-shown"))),
                made -> made.name() + " is " + made.id());
        narrator.call(
                "deleteProvider",
                () -> client.brandingPhone().deleteProvider(Narrator.id(provider.id())),
                "no messages then");
    }
}
