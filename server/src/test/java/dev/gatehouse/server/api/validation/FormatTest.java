package dev.gatehouse.server.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.contract.Contract;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            absolute-https-uri-or-empty                   | ``
            absolute-https-uri-or-empty                   | https://shop.example/in
            absolute-uri-or-empty                         | ``
            absolute-uri-or-empty                         | http://shop.example
            absolute-https-uri-with-placeholders-or-empty | https://{organization_name}.shop.example/in
            strict-https-uri-or-null                      | https://shop.example/logo.png
            url-with-placeholders                         | https://*.shop.example
            url-with-placeholders                         | http://localhost:3000
            url-with-placeholders                         | capacitor://localhost
            callback-url                                  | https://{organization_name}.shop.example/callback
            callback-url                                  | com.example.app:/callback
            callback-url                                  | com.example.app://shop.example/android/callback
            callback-url                                  | http://127.0.0.1:8080/*
            client-id                                     | test_client
            client-id                                     | https://app.example/client.json
            connection-id                                 | con_0000000000000001
            connection-realm                              | shop.example
            hostname                                      | login.shop.example
            hostname-rfc2181                              | _login.shop.example
            organization-name                             | acme_2-x
            user-id                                       | `auth0|abc`
            user-id                                       | `waad|contoso|a b`
            acr                                           | urn:example:loa2
            email-or-empty                                | ``
            email                                         | a+b@shop.example
            html-color                                    | #0059d6
            html-color                                    | #fff
            date                                          | 2026-02-28
            uuid                                          | 0b9a43ce-9d12-4ba1-a8b6-4ba0a2a9f1b3
            ipv4                                          | 192.0.2.255
            ipv6                                          | 2001:db8::1
            ipv6                                          | ::
            ipv6                                          | ::ffff:192.0.2.1
            cidr                                          | 192.0.2.0/24
            ipv6_cidr                                     | 2001:db8::/32
            forms-custom-identifier                       | step_3jvK
            """)
    void accepts(String name, String text) {
        assertThat(format(name).accepts(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            absolute-https-uri-or-empty                   | http://shop.example
            absolute-https-uri-or-empty                   | /in
            absolute-https-uri-or-empty                   | https://
            absolute-uri-or-empty                         | shop.example
            absolute-https-uri-with-placeholders-or-empty | http://{organization_name}.shop.example
            strict-https-uri-or-null                      | ``
            strict-https-uri-or-null                      | http://shop.example
            url-with-placeholders                         | localhost:3000
            url-with-placeholders                         | https://a b
            callback-url                                  | ``
            callback-url                                  | /callback
            callback-url                                  | localhost:3000/callback
            callback-url                                  | javascript:alert(1)
            callback-url                                  | https:///callback
            client-id                                     | ``
            client-id                                     | a b
            connection-id                                 | rol_0000000000000001
            connection-id                                 | con_
            connection-realm                              | a b
            hostname                                      | -a.example
            hostname                                      | a..example
            hostname                                      | https://a.example
            organization-name                             | Acme
            organization-name                             | acme-
            user-id                                       | auth0
            user-id                                       | `auth0|`
            acr                                           | ``
            email                                         | a@b@c
            email-or-empty                                | a
            html-color                                    | red
            html-color                                    | #12345
            date                                          | 2026-02-30
            uuid                                          | 1
            ipv4                                          | 192.0.2.256
            ipv6                                          | 2001:db8::1::2
            ipv6                                          | 1:2:3:4:5:6:7
            cidr                                          | 192.0.2.0/33
            ipv6_cidr                                     | 2001:db8::/129
            forms-custom-identifier                       | a b
            """)
    void refuses(String name, String text) {
        assertThat(format(name).accepts(text)).isFalse();
    }

    @Test
    void knowsEveryFormatOfTheContract() {
        Set<String> unknown = new TreeSet<>();
        for (JsonNode format : Contract.management().document().findValues("format")) {
            if (format.isTextual() && Format.named(format.asText()) == null) {
                unknown.add(format.asText());
            }
        }
        assertThat(unknown).containsExactly("binary");
    }

    private static Format format(String name) {
        Format format = Format.named(name);
        if (format == null) {
            throw new AssertionError("no format " + name);
        }
        return format;
    }
}
