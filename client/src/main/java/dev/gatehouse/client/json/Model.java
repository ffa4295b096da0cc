package dev.gatehouse.client.json;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A view of an object that the API describes, with a getter for each of its members. Any {@code ObjectMapper} reads and writes
 * it.
 *
 * @param <S> the view itself, so that calls can be chained
 */
@JsonDeserialize(using = ModelDeserializer.class)
public abstract class Model<S extends Model<S>> extends JsonObject {
    private static final long serialVersionUID = 1L;

    /** An empty object. */
    protected Model() {}

    /** A view of {@code json}, which it does not copy. */
    protected Model(ObjectNode json) {
        super(json);
    }

    @Override
    public final S with(String name, @Nullable Object value) {
        super.with(name, value);
        return self();
    }

    @Override
    public final S without(String name) {
        super.without(name);
        return self();
    }

    @SuppressWarnings("unchecked") // S is the class itself
    private S self() {
        return (S) this;
    }
}
