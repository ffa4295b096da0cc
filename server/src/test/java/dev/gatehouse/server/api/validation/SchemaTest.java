package dev.gatehouse.server.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONTRACT = """
            {"components": {"schemas": {
              "Group": {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
                "name": {"type": "string", "minLength": 2, "maxLength": 5, "description": "Name of the group."},
                "email": {"type": ["string", "null"], "format": "email"},
                "kind": {"enum": ["a", "b"]},
                "both": {"type": "string", "enum": ["a", "b"]},
                "fields": {"type": "string", "pattern": "^((id)|(name)|(options\\\\.key))(,((id)|(name)|(options\\\\.key)))*$"},
                "colour": {"type": "string", "pattern": "^#[0-9a-f]{6}$"},
                "size": {"type": "integer", "minimum": 1, "maximum": 9, "default": 3},
                "share": {"type": "number"},
                "homepage": {"type": "string", "format": "uri"},
                "since": {"type": "string", "format": "date-time"},
                "tags": {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true,
                         "items": {"type": "string"}},
                "labels": {"type": "object", "maxProperties": 1, "additionalProperties": {"type": "string"}},
                "either": {"oneOf": [{"type": "string"}, {"type": "string", "minLength": 3}, {"type": "boolean"}]},
                "made": {"type": "string", "readOnly": true},
                "any": {"anyOf": [{"type": "string"}, {"type": "boolean"}]},
                "parent": {"$ref": "#/components/schemas/Group"},
                "children": {"type": "array", "items": {"$ref": "#/components/schemas/Group"}},
                "door": {"type": "object", "anyOf": [{"$ref": "#/components/schemas/Lock"}, {"$ref": "#/components/schemas/Bell"}],
                         "x-schema-by": {"kind": {"a": "Lock", "b": "Bell"}}}}},
              "Lock": {"type": "object", "required": ["key", "maker", "word"], "properties": {
                "key": {"type": "string"}, "maker": {"type": "string", "readOnly": true},
                "word": {"type": "string", "writeOnly": true}}},
              "Bell": {"type": "object", "properties": {"key": {"type": "integer"}}}}}}
            """;

    private final Schema group =
            Schemas.ofRequests(new Contract(object(CONTRACT))).named("Group");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                        | 'Missing required property: name'.
            []                                        | 'Expected type object but found type array'.
            {"name":"ab","made":"m"}                  | 'Additional properties not allowed: made'.
            {"name":"ab","x":1,"y":2}                 | 'Additional properties not allowed: x,y'.
            {"name":null}                             | 'Expected type string but found type null' on property name (Name of the group.).
            {"name":1}                                | 'Expected type string but found type integer' on property name (Name of the group.).
            {"name":"a"}                              | 'String is too short (1 chars), minimum 2' on property name (Name of the group.).
            {"name":"abcdef"}                         | 'String is too long (6 chars), maximum 5' on property name (Name of the group.).
            {"name":"ab","email":true}                | 'Expected type string,null but found type boolean' on property email.
            {"name":"ab","email":""}                  | 'Object didn't pass validation for format email: ' on property email.
            {"name":"ab","email":"a@b@c"}             | 'Object didn't pass validation for format email: a@b@c' on property email.
            {"name":"ab","kind":"c"}                  | 'Invalid value "c"' on property kind.
            {"name":"ab","colour":"red"}              | 'String does not match pattern ^#[0-9a-f]{6}$: red' on property colour.
            {"name":"ab","size":0}                    | 'Value 0 is less than minimum 1' on property size.
            {"name":"ab","size":10}                   | 'Value 10 is greater than maximum 9' on property size.
            {"name":"ab","size":1.5}                  | 'Expected type integer but found type number' on property size.
            {"name":"ab","homepage":"/x"}             | 'Object didn't pass validation for format uri: /x' on property homepage.
            {"name":"ab","since":"today"}             | 'Object didn't pass validation for format date-time: today' on property since.
            {"name":"ab","tags":[]}                   | 'Array is too short (0), minimum 1' on property tags.
            {"name":"ab","tags":["a","b","c"]}        | 'Array is too long (3), maximum 2' on property tags.
            {"name":"ab","tags":["a","a"]}            | 'Array items are not unique (indexes 0 and 1)' on property tags.
            {"name":"ab","tags":["a",1]}              | 'Expected type string but found type integer' on property tags[1].
            {"name":"ab","labels":{"a":1}}            | 'Expected type string but found type integer' on property labels.a.
            {"name":"ab","labels":{"a":"","b":""}}    | 'Too many properties defined (2), maximum 1' on property labels.
            {"name":"ab","either":1}                  | 'Data does not match any schemas from 'oneOf'' on property either.
            {"name":"ab","either":"abc"}              | 'Data is valid against more than one schema from 'oneOf'' on property either.
            {"name":"ab","any":1}                     | 'Data does not match any schemas from 'anyOf'' on property any.
            {"name":"ab","parent":{}}                 | 'Missing required property: name' on property parent.
            {"name":"ab","children":[{"name":"x"}]}   | 'String is too short (1 chars), minimum 2' on property children[0].name (Name of the group.).
            {"name":"ab","fields":"id,mail"}          | 'String 'id,mail' does not match pattern. Must be a comma separated list of the following values: id,name,options.key' on property fields.
            """)
    void refuses(String value, String message) throws IOException {
        assertThat(report(group.check(JSON.readTree(value)))).isEqualTo("Error: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"size":0,"x":1,"email":""}        | 'Additional properties not allowed: x'. & 'Missing required property: name'. & 'Object didn't pass validation for format email: ' on property email. & 'Value 0 is less than minimum 1' on property size.
            {"name":"ab","kind":1,"parent":{"size":0,"colour":"","name":"x"}} | 'String is too short (1 chars), minimum 2' on property parent.name (Name of the group.). & 'String does not match pattern ^#[0-9a-f]{6}$: ' on property parent.colour. & 'Value 0 is less than minimum 1' on property parent.size. & 'Invalid value "1"' on property kind.
            {"name":"ab","tags":[1,2,"c"]}     | 'Array is too long (3), maximum 2' on property tags. & 'Expected type string but found type integer' on property tags[1]. & 'Expected type string but found type integer' on property tags[0].
            {"name":"ab","labels":{"a":1,"b":2}} | 'Too many properties defined (2), maximum 1' on property labels. & 'Expected type string but found type integer' on property labels.b. & 'Expected type string but found type integer' on property labels.a.
            {"name":"ab","both":1}             | 'Expected type string but found type integer' on property both. & 'Invalid value "1"' on property both.
            """)
    void reportsAllThatIsWrongTheLastMemberFirst(String value, String messages) throws IOException {
        assertThat(report(group.check(JSON.readTree(value))))
                .isEqualTo("Error: " + String.join(" (also) Error: ", messages.split(" & ")));
    }

    @Test
    void reportsNoMoreThanTwentyFaults() {
        String items = "{\"name\":\"x\"},".repeat(50_000);
        String value = "{\"name\":\"ab\",\"children\":[" + items + "{\"name\":\"ab\"}]}";

        assertThat(group.check(object(value))).hasSize(20);
    }

    private static String report(List<Violation> violations) {
        return Violation.report("Error", violations);
    }

    private static @Nullable String only(List<Violation> violations) {
        return violations.isEmpty() ? null : violations.toString().replaceAll("^\\[|]$", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"ab"}
            {"name":"\\uD83D\\uDE00\\uD83D\\uDE00"}
            {"name":"ab","email":null}
            {"name":"ab","size":null,"labels":{"a":null}}
            {"name":"ab","email":"jane+x@example.com"}
            {"name":"ab","size":9.0,"share":1}
            {"name":"ab","kind":"b","colour":"#00ff00","since":"2026-01-01T00:00:00.000Z"}
            {"name":"ab","tags":["a","b"],"labels":{"a":"b"},"either":"ab","any":true}
            {"name":"ab","children":[{"name":"cd","parent":{"name":"ef"}}]}
            """)
    void accepts(String value) throws IOException {
        assertThat(group.check(JSON.readTree(value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"ab","kind":"a","door":{"key":"k","word":"w"}}          |
            {"name":"ab","kind":"b","door":{"key":1}}                       |
            {"name":"ab","door":{"key":[]}}                                 |
            {"name":"ab","kind":"a","door":null}                            |
            {"name":"ab","kind":"a","door":{}}                              | 'Missing required property: word' on property door., 'Missing required property: key' on property door.
            {"name":"ab","kind":"b","door":{"key":"k"}}                     | 'Expected type integer but found type string' on property door.key.
            {"name":"ab","parent":{"name":"cd","kind":"b","door":{"key":"k"}}} | 'Expected type integer but found type string' on property parent.door.key.
            """)
    void letsAMemberDecideTheSchemaOfAnother(String value, @Nullable String violation) throws IOException {
        assertThat(only(group.check(JSON.readTree(value)))).isEqualTo(violation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"a"} | {"door":{"key":"k","word":"w"}} |
            {"kind":"b"} | {"door":{"key":"k"}} | 'Expected type integer but found type string' on property door.key.
            {"kind":"b"} | {"door":null}        |
            {"kind":"b"} | {"name":"ab"}        |
            {}           | {"door":{"key":"k"}} |
            """)
    void letsWhatIsChangedDecideToo(String target, String patch, @Nullable String violation) {
        assertThat(only(group.checkChange(object(target), object(patch)))).isEqualTo(violation);
    }

    @Test
    void passesOverWhatTheServerDecides() {
        Schema lock = Schemas.ofRequests(new Contract(object(CONTRACT))).named("Lock");

        assertThat(lock.check(object("{\"key\":\"k\"}"))).hasToString("['Missing required property: word'.]");
        assertThat(lock.complete(object("{\"key\":\"k\",\"word\":\"w\",\"maker\":\"mine\"}")))
                .isEqualTo(object("{\"key\":\"k\",\"word\":\"w\"}"));
    }

    @Test
    void doesNotExpectWhatIsNeverAnswered() {
        Schema lock = Schemas.ofResponses(new Contract(object(CONTRACT))).named("Lock");

        assertThat(lock.check(object("{\"key\":\"k\",\"maker\":\"m\"}"))).isEmpty();
        assertThat(lock.check(object("{\"key\":\"k\"}"))).hasToString("['Missing required property: maker'.]");
    }

    @Test
    void addsDefaultsAlsoBelow() {
        ObjectNode value = object("{\"name\":\"ab\",\"parent\":{\"name\":\"cd\",\"size\":5}}");

        group.addDefaults(value);

        assertThat(value).isEqualTo(object("{\"name\":\"ab\",\"parent\":{\"name\":\"cd\",\"size\":5},\"size\":3}"));
    }

    @Test
    void showsAtMost100CharactersOfWhatWasSent() {
        List<Violation> violations = group.check(object("{\"name\":\"ab\",\"kind\":\"" + "x".repeat(500) + "\"}"));

        assertThat(violations).hasToString("['Invalid value \"" + "x".repeat(100) + "…\"' on property kind.]");
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
