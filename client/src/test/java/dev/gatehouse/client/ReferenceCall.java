package dev.gatehouse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.model.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call that Auth0's reference client can make, and the request it sends for it: a line of {@code calls.jsonl}.
 *
 * @param flat the method of the client itself; null when there is none
 * @param manager the manager and its method
 * @param arguments what is in the path, and the query parameters that must be given, in their order
 * @param query the other query parameters
 * @param body what is sent; null for nothing
 * @param request the method and the target of the request
 */
record ReferenceCall(
        @Nullable String flat,
        String manager,
        List<String> arguments,
        ObjectNode query,
        @Nullable JsonNode body,
        String request) {
    private static final JsonMapper JSON = new JsonMapper();

    static List<ReferenceCall> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ReferenceCall.class.getResourceAsStream("calls.jsonl")),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(ReferenceCall::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReferenceCall parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new ReferenceCall(
                    json.path("flat").asText(null),
                    json.path("manager").asText(),
                    StreamSupport.stream(json.path("arguments").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList(),
                    json.path("query") instanceof ObjectNode query ? query : JSON.createObjectNode(),
                    json.get("body"),
                    json.path("request").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    /** Makes it through the method of the manager. */
    void callOn(Object client) throws ReflectiveOperationException {
        call(managerOf(client), methodName());
    }

    /** What the method of the manager returns. */
    Class<?> returnedBy(Object client) throws ReflectiveOperationException {
        return longest(managerOf(client), methodName()).getReturnType();
    }

    private Object managerOf(Object client) throws ReflectiveOperationException {
        return client.getClass()
                .getMethod(manager.substring(0, manager.indexOf('.')))
                .invoke(client);
    }

    private String methodName() {
        return manager.substring(manager.indexOf('.') + 1);
    }

    /** Makes it through the method of the client itself, if it has one. */
    void callFlatOn(Object client) throws ReflectiveOperationException {
        if (flat != null) {
            call(client, flat);
        }
    }

    /** The longest form of a method: the others leave out what is optional. */
    private static Method longest(Object target, String name) throws NoSuchMethodException {
        return Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && !method.isVarArgs())
                .max(Comparator.comparingInt(Method::getParameterCount).thenComparing(ReferenceCall::takesABody))
                .orElseThrow(() -> new NoSuchMethodException(target.getClass() + " has no " + name));
    }

    /** Beside the body that the reference has there may be a method with the list that is in it. */
    private static boolean takesABody(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return types.length > 0 && types[types.length - 1] != List.class;
    }

    private void call(Object target, String name) throws ReflectiveOperationException {
        Method method = longest(target, name);
        try {
            Object answer = method.invoke(target, values(method));
            if (answer instanceof CompletableFuture<?> future) {
                future.join();
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name + " failed", e.getCause());
        }
    }

    private Object[] values(Method method) throws ReflectiveOperationException {
        Iterator<String> texts = arguments.iterator();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (type == String.class) {
                values.add(texts.next());
            } else if (Query.class.isAssignableFrom(type)) {
                values.add(query(type));
            } else {
                values.add(body(type, method.getGenericParameterTypes()[i]));
            }
        }
        if (texts.hasNext()) {
            throw new IllegalStateException(method + " takes no " + texts.next());
        }
        return values.toArray();
    }

    private Query query(Class<?> type) throws ReflectiveOperationException {
        Query made = (Query) type.getConstructor().newInstance();
        query.properties()
                .forEach(parameter ->
                        made.set(parameter.getKey(), parameter.getValue().asText()));
        return made;
    }

    private @Nullable Object body(Class<?> type, Type generic) throws ReflectiveOperationException {
        if (body == null) {
            return null;
        }
        if (type == List.class) {
            List<Object> items = new ArrayList<>();
            boolean texts = generic.getTypeName().endsWith("<java.lang.String>");
            body.forEach(item -> items.add(texts ? item.asText() : item));
            return items;
        }
        if (type == Map.class) {
            return JSON.convertValue(body, Map.class);
        }
        return type.getConstructor(ObjectNode.class).newInstance(body.deepCopy());
    }

    @Override
    public String toString() {
        return manager + " " + request;
    }
}
