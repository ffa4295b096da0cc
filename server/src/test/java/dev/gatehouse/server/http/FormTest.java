package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    @Test
    void readsNamesAndValues() throws MalformedFormException {
        Form form = Form.parse("user+name=J%C3%BCrgen+%2B&a=1&&a=2&flag&empty=&b=x=y".getBytes(StandardCharsets.UTF_8));

        assertThat(form.names()).containsExactly("user name", "a", "flag", "empty", "b");
        assertThat(form.first("user name")).isEqualTo("Jürgen +");
        assertThat(form.all("a")).containsExactly("1", "2");
        assertThat(form.first("flag")).isEmpty();
        assertThat(form.first("empty")).isEmpty();
        assertThat(form.first("b")).isEqualTo("x=y");
        assertThat(form.first("missing")).isNull();
        assertThat(form.all("missing")).isEmpty();
    }

    @Test
    void maySendNothing() throws MalformedFormException {
        assertThat(Form.parse(new byte[0]).names()).isEmpty();
        assertThat(Form.parse((String) null).names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "%zz=1", "a=%C3", "a=%C0%80", "a=%00"})
    void refusesBrokenEncodings(String form) {
        assertThatThrownBy(() -> Form.parse(form)).hasMessage("Not a valid percent-encoding");
    }

    @Test
    void refusesOtherCharsets() {
        assertThatThrownBy(() -> Form.parse("a=\u00fc".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("Not UTF-8");
    }

    @Test
    void boundsTheFields() throws MalformedFormException {
        assertThat(Form.parse("a=1&".repeat(Form.MAX_FIELDS - 1) + "a=1").all("a"))
                .hasSize(Form.MAX_FIELDS);
        assertThatThrownBy(() -> Form.parse("a=1&".repeat(Form.MAX_FIELDS) + "a=1"))
                .hasMessage("More than 1000 fields");
    }
}
