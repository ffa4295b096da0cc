package dev.gatehouse.it.auth0;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.core.ObjectMappers;
import com.auth0.client.mgmt.core.OptionalNullable;
import com.auth0.client.mgmt.core.RequestOptions;
import com.auth0.client.mgmt.core.SyncPagingIterable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The managers of Auth0's client, called by name with JSON that is read into its types, and written from them again. */
final class Managers {
    private static final ObjectMapper JSON = ObjectMappers.JSON_MAPPER;

    private final ManagementApi api;

    Managers(ManagementApi api) {
        this.api = api;
    }

    /** The names of all methods that send a request, as in {@code clients.credentials.create}. */
    static Set<String> methods() {
        Set<String> names = new TreeSet<>();
        collect(ManagementApi.class, "", names);
        return names;
    }

    private static void collect(Class<?> manager, String path, Set<String> names) {
        for (Method method : manager.getDeclaredMethods()) {
            if (isManager(method)) {
                collect(method.getReturnType(), path + method.getName() + ".", names);
            } else if (sends(method) && !path.isEmpty()) {
                names.add(path + name(method));
            }
        }
    }

    private static boolean isManager(Method method) {
        return method.getParameterCount() == 0
                && method.getReturnType().getSimpleName().endsWith("Client")
                && !method.getName().equals("withRawResponse");
    }

    private static boolean sends(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !method.isSynthetic()
                && !method.getName().equals("withRawResponse");
    }

    /** A name that is a word of Java ends in an underscore. */
    private static String name(Method method) {
        return method.getName().replaceFirst("_$", "");
    }

    /**
     * Calls a method.
     *
     * @return what it answers; of a list in pages, the items of all pages; null when it answers nothing
     * @throws RuntimeException what the client throws
     */
    JsonNode call(String name, List<JsonNode> arguments) throws ReflectiveOperationException {
        Object manager = api;
        String[] path = name.split("\\.");
        for (int i = 0; i < path.length - 1; i++) {
            manager = manager.getClass().getMethod(path[i]).invoke(manager);
        }
        Method method = find(manager.getClass(), path[path.length - 1], arguments);
        try {
            return json(method.invoke(manager, values(method, arguments)));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new AssertionError(name + ": " + e.getCause(), e.getCause());
        }
    }

    /** Of those with so many parameters the one that takes text where there is text. */
    private static Method find(Class<?> manager, String name, List<JsonNode> arguments) {
        return Stream.of(manager.getMethods())
                .filter(each -> name(each).equals(name) && each.getParameterCount() == arguments.size())
                .filter(each -> !Arrays.asList(each.getParameterTypes()).contains(RequestOptions.class))
                .max(Comparator.comparing((Method each) -> takesItsTexts(each, arguments)))
                .orElseThrow(() -> new AssertionError(manager.getSimpleName() + " has no " + name + arguments));
    }

    private static boolean takesItsTexts(Method method, List<JsonNode> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).isTextual() != (method.getParameterTypes()[i] == String.class)) {
                return false;
            }
        }
        return true;
    }

    private static Object[] values(Method method, List<JsonNode> arguments) {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments.get(i), method.getGenericParameterTypes()[i]);
        }
        return values;
    }

    private static @Nullable Object value(JsonNode argument, Type type) {
        if (type instanceof ParameterizedType wrapper && wrapper.getRawType() == OptionalNullable.class) {
            return OptionalNullable.ofNullable(value(argument, wrapper.getActualTypeArguments()[0]));
        }
        return JSON.convertValue(argument, JSON.constructType(type));
    }

    private static JsonNode json(@Nullable Object response) {
        if (response instanceof SyncPagingIterable<?> pages) {
            ArrayNode items = JSON.createArrayNode();
            pages.forEach(item -> items.add(json(item)));
            return items;
        }
        return response == null ? NullNode.instance : JSON.valueToTree(response);
    }
}
