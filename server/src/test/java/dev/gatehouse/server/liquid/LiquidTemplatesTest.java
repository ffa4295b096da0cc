package dev.gatehouse.server.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiquidTemplatesTest {
    private final LiquidTemplates templates = new LiquidTemplates();

    private static ObjectNode variables() {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("url", "https://tenant.example/u/x?a=1&b=2");
        variables
                .putObject("user")
                .put("name", "Ada <b>")
                .put("email_verified", false)
                .putArray("tags")
                .add("x")
                .add("y");
        return variables;
    }

    @Test
    void rendersVariablesConditionsLoopsAndFilters() {
        String text = "Hi {{ user.name | escape }}{% if user.email_verified %}!{% else %}?{% endif %}"
                + "{% for tag in user.tags %} {{ tag | upcase }}{% endfor %} {{ nobody.name | default: 'none' }} {{ url }}"
                + "{% raw %}{{ kept | nosuch }}{% endraw %}{% comment %}{{ a | b }}{% endcomment %}{% include 'x' %}";

        assertThat(templates.render(text, variables()))
                .isEqualTo("Hi Ada &lt;b&gt;? X Y none https://tenant.example/u/x?a=1&b=2{{ kept | nosuch }}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "one\\n two {% if x %}~The block if is not closed",
                "one\\n two {% endif %}~Nothing that endif would close at line 2, column 6",
                "{% for %}x{% endfor %}~No viable alternative at input '{% for %}' at line 1, column 8",
                "one {{ x | nosuch }}~Unknown filter: nosuch at line 1, column 5",
                "one {{ x ~A tag without its }} at line 1, column 5",
                "one {% nosuch %}~Invalid Tag: 'nosuch' at line 1, column 8",
                "{% if a %}{% for x in y %}{% endif %}{% endfor %}~Nothing that endif would close at line 1, column 27"
            })
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> templates.check(text.replace("\\n", "\n")))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in (1..100000000) %}{{ i }}{% endfor %}",
                "{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}",
                "{% assign x='0123456789' %}#{% assign x = x | append: x %}*60{{ x | size }}",
                "{% assign x='0123456789' %}#{% assign x = x | replace: '0', x %}*60{{ x | size }}",
                "{% assign x='0,1,2,3,4,5,6,7,8,9' | split: ',' %}#{% assign x = x | concat: x %}*60{{ x | size }}",
                "{% assign x='0,1,2,3,4,5,6,7,8,9' | split: ',' %}#{% assign y = x | join: y %}*60{{ y | size }}",
                "{% capture x %}0123456789{% endcapture %}#{% capture x %}{{ x }}{{ x }}{% endcapture %}*60{{ x | size }}",
                "#{% if true %}*4000#{% endif %}*4000",
                "{{ #(*40001#)*4000 }}",
                "{% if #a and *5000a %}{% endif %}",
                "{{ 'now' | date: '%999999999Y' }}",
                "#{{ x }}*6000"
            })
    void staysWithinTimeAndMemory(String pattern) {
        // # and * stand around what is repeated.
        StringBuilder text = new StringBuilder();
        for (String part : pattern.split("(?=#)")) {
            if (part.startsWith("#")) {
                int star = part.lastIndexOf('*');
                String rest = part.substring(star + 1).replaceFirst("^\\d+", "");
                int times = Integer.parseInt(part.substring(star + 1, part.length() - rest.length()));
                text.append(part.substring(1, star).repeat(times)).append(rest);
            } else {
                text.append(part);
            }
        }
        long start = System.nanoTime();

        assertThatThrownBy(() -> templates.render(text.toString(), variables()))
                .isInstanceOf(InvalidTemplateException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void readsNoFiles() {
        assertThat(templates.render("a{% include '/etc/passwd' %}b", variables()))
                .isEqualTo("ab");
    }

    @Test
    void takesALongPage() {
        String page = "<p class=\"x\">{{ user.name | escape }}</p>{% if user.name %}yes{% endif %}\n".repeat(1_200);

        assertThatCode(() -> templates.check(page)).doesNotThrowAnyException();
        assertThat(templates.render(page, variables())).contains("Ada &lt;b&gt;");
        assertThatThrownBy(() -> templates.check(page.repeat(4)))
                .hasMessage("A template of more than 200000 characters");
    }
}
