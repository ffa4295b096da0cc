package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.model.ActionBinding;
import dev.gatehouse.client.model.ActionBindingUpdate;
import dev.gatehouse.client.model.ActionReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindingAdditionTest extends ClientTest {
    private static final String BOUND =
            "{\"id\":\"bin_1\",\"display_name\":\"First\",\"action\":{\"id\":\"act_1\",\"name\":\"one\"}}";
    private static final String ADDED =
            "{\"id\":\"bin_2\",\"display_name\":\"two\",\"action\":{\"id\":\"act_2\",\"name\":\"two\"}}";

    private List<ActionBinding> add(String type, String value) {
        return client().bulk()
                .addTriggerBinding(
                        "post-login",
                        new ActionBindingUpdate()
                                .ref(new ActionReference().type(type).value(value)));
    }

    @Test
    void addsAfterThoseThatAreBound() {
        server.answers(
                ScriptedResponse.ok("{\"bindings\":[" + BOUND + "],\"total\":1}"),
                ScriptedResponse.ok("{\"bindings\":[" + BOUND + "," + ADDED + "]}"));

        List<ActionBinding> all = add(ActionReference.Type.ACTION_NAME, "two");

        assertThat(all).extracting(ActionBinding::id).containsExactly("bin_1", "bin_2");
        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly(
                        "GET /api/v2/actions/triggers/post-login/bindings?per_page=50",
                        "PATCH /api/v2/actions/triggers/post-login/bindings");
        assertThat(server.calls().get(1).body())
                .isEqualTo(
                        "{\"bindings\":[{\"ref\":{\"type\":\"binding_id\",\"value\":\"bin_1\"},\"display_name\":\"First\"},"
                                + "{\"ref\":{\"type\":\"action_name\",\"value\":\"two\"}}]}");
    }

    @Test
    void changesNothingWhenTheActionIsBound() {
        server.otherwise(request -> ScriptedResponse.ok("{\"bindings\":[" + BOUND + "],\"total\":1}"));

        assertThat(add(ActionReference.Type.ACTION_ID, "act_1")).hasSize(1);
        assertThat(add(ActionReference.Type.ACTION_NAME, "one")).hasSize(1);

        assertThat(server.calls()).extracting(ReceivedRequest::method).containsOnly("GET");
    }
}
