package dev.gatehouse.server.liquid;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.regex.Pattern;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** A filter that makes no more than is allowed of what it is given. Thread-safe, as the filter within is. */
final class BoundedFilter extends Filter {
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_DIGITS = 400;
    private static final int MAX_DATE_FORMAT = 100;

    private final Filter filter;
    private final int mostCharacters;

    BoundedFilter(Filter filter, int mostCharacters) {
        super(filter.name);
        this.filter = filter;
        this.mostCharacters = mostCharacters;
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... parameters) {
        checkBefore(value, parameters);
        Object result = filter.apply(value, context, parameters);
        check(result);
        return result;
    }

    /** What multiplies its input is checked beforehand: afterwards the memory would be gone. */
    private void checkBefore(Object value, Object... parameters) {
        if (name.equals("replace") && parameters.length == 2) {
            String text = String.valueOf(value);
            String searched = String.valueOf(parameters[0]);
            long found = searched.isEmpty() ? text.length() + 1L : text.split(Pattern.quote(searched), -1).length;
            require(text.length() + found * String.valueOf(parameters[1]).length() <= mostCharacters);
        } else if (name.equals("join")) {
            int glue =
                    parameters.length == 0 ? 1 : String.valueOf(parameters[0]).length();
            require((long) size(value) * glue <= mostCharacters);
        } else if (name.equals("date") && parameters.length > 0) {
            String format = String.valueOf(parameters[0]);
            require(format.length() <= MAX_DATE_FORMAT && !format.matches("(?s).*\\d{3}.*"));
        }
    }

    private void check(Object result) {
        if (result instanceof CharSequence text) {
            require(text.length() <= mostCharacters);
        } else if (result instanceof BigDecimal number) {
            require(number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS);
        } else {
            require(size(result) <= MAX_ITEMS);
        }
    }

    private static int size(Object value) {
        if (value instanceof Collection<?> items) {
            return items.size();
        }
        return value != null && value.getClass().isArray() ? Array.getLength(value) : 0;
    }

    private void require(boolean within) {
        if (!within) {
            throw new InvalidTemplateException("The filter " + name + " makes more than is allowed");
        }
    }
}
