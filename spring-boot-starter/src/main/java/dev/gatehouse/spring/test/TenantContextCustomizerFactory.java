package dev.gatehouse.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link GatehouseTenantTest} on a test class, on what it extends and on what encloses it. */
final class TenantContextCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        GatehouseTenantTest annotation =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, GatehouseTenantTest.class);
        return annotation == null ? null : new TenantContextCustomizer(annotation.seed());
    }
}
