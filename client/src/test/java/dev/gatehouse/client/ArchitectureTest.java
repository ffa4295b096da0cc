package dev.gatehouse.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.gatehouse.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.gatehouse.client.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheBuilderKnowsTheTransports = noClasses()
            .that()
            .resideOutsideOfPackages("dev.gatehouse.client", "..client.http1..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..client.http1..");

    @ArchTest
    static final ArchRule messagesOfHttpKnowNothingElse = classes()
            .that()
            .resideInAnyPackage("..client.http", "..client.json")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "javax.net..", "com.fasterxml..", "org.jspecify..", "..client.http", "..client.json");

    @ArchTest
    static final ArchRule clocksAreInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
