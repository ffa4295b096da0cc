package dev.gatehouse.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

@AnalyzeClasses(packages = "dev.gatehouse.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> DRAWERS =
            Set.of("util", "utils", "common", "commons", "helper", "helpers", "misc", "impl", "shared", "core");

    @ArchTest
    static final ArchRule resourcesKeepApart = slices().matching("dev.gatehouse.server.management.(*)..")
            .should()
            .notDependOnEachOther()
            .because("what two resources need is a rule of a store, or a package of its own")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheStoreKnowsJdbc = noClasses()
            .that()
            .resideOutsideOfPackage("..server.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..", "com.zaxxer..", "org.sqlite..");

    /** Stores, what is named for a table of theirs, and searches: nothing else runs statements. */
    @ArchTest
    static final ArchRule onlyStoresRunSql = noClasses()
            .that()
            .resideOutsideOfPackage("..server.store..")
            .and()
            .resideOutsideOfPackage("..server.user.search..")
            .and(not(simpleNameEndingWith("Store")))
            .and(
                    not(
                            nameMatching(
                                    ".*\\.(Identities|(Sqlite|Postgres)?UserTable|UserValues|UserIndexing|RoleAssignments|LogEvents|LogConsumer|SigningKeys)([$].*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..server.store.sql..");

    @ArchTest
    static final ArchRule nothingImportsTheWiring = noClasses()
            .that()
            .resideOutsideOfPackage("..server.start..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..server.start..");

    @ArchTest
    static final ArchRule storesKnowNothingOfTheApi = noClasses()
            .that()
            .resideInAPackage("..server.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..server.api..", "..server.management..", "..server.http..");

    @ArchTest
    static final ArchRule theFrontKnowsNothingOfTheApi = noClasses()
            .that()
            .resideInAPackage("..server.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..server.management..", "..server.store..");

    @ArchTest
    static final ArchRule onlyHttpAndOutboundKnowJetty = noClasses()
            .that()
            .resideOutsideOfPackages("..server.http..", "..server.outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule onlyOutboundMakesCalls = noClasses()
            .that()
            .resideOutsideOfPackages("..server.outbound..", "..server.start..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.eclipse.jetty.client..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.net.URLConnection.class)
            .because("the guard of outgoing calls must see them all");

    @ArchTest
    static final ArchRule noDrawers = noClasses().should(be(inADrawer()));

    @ArchTest
    static final ArchRule clocksAreInjected = noClasses()
            .that()
            .resideOutsideOfPackage("..server.start..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests must be able to set the clock");

    private static DescribedPredicate<JavaClass> inADrawer() {
        return DescribedPredicate.describe(
                "in a package named for no duty",
                type -> Set.of(type.getPackageName().split("\\.")).stream().anyMatch(DRAWERS::contains));
    }
}
