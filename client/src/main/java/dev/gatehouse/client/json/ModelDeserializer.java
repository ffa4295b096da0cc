package dev.gatehouse.client.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How Jackson reads every {@link Model}: it makes an empty one, and gives it the members. For Jackson alone. Thread-safe. */
public final class ModelDeserializer extends JsonDeserializer<Model<?>> implements ContextualDeserializer {
    private final Class<?> model;

    /** For Jackson, which then asks for the deserializer of one class. */
    public ModelDeserializer() {
        this(Model.class);
    }

    private ModelDeserializer(Class<?> model) {
        this.model = model;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return new ModelDeserializer(context.getContextualType().getRawClass());
    }

    @Override
    public Model<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
        ObjectNode members = context.readValue(in, ObjectNode.class);
        try {
            Model<?> view = (Model<?>) ClassUtil.createInstance(model, false);
            view.json().setAll(members);
            return view;
        } catch (IllegalArgumentException e) {
            throw JsonMappingException.from(in, e.getMessage(), e);
        }
    }
}
