package dev.gatehouse.server;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names are the field's own, and none stands for two things. */
class NamesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gatehouse.server");

    /** Words that say nothing, and words of ours for which the field has another. */
    private static final Pattern BANNED_CLASS = Pattern.compile(
            ".*(Helper|Helpers|Util|Utils|Impl|Common|Misc|Processor|Data|Info|Answer|Answers|Reply|Replies|Turns|Lane|Resting|Gate|Parts"
                    + "|Issuance|Announcement|WholeValues|SignIns)$"
                    + "|(Steps|Intervals|Outage|Piece|Account|Level|Time|Front|Interception|Call|NewClient"
                    + "|NewCredential|UserChange|LinkedIdentities)");

    private static final Pattern BANNED_CONSTANT =
            Pattern.compile("(MOST|LEAST|LONGEST|SHORTEST|LARGEST|FARTHEST|ENOUGH)(_.*)?");

    private static final Pattern BANNED_PACKAGE =
            Pattern.compile(".*\\.(util|utils|helpers?|common|impl|misc)(\\..*)?");

    @Test
    void classesAndPackagesHaveTheFieldsOwnNames() {
        assertThat(CLASSES.stream()
                        .filter(each -> BANNED_CLASS
                                        .matcher(each.getSimpleName())
                                        .matches()
                                || BANNED_PACKAGE.matcher(each.getPackageName()).matches())
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void constantsHaveTheFieldsOwnNames() {
        assertThat(CLASSES.stream()
                        .flatMap(each -> each.getFields().stream())
                        .filter(field ->
                                BANNED_CONSTANT.matcher(field.getName()).matches())
                        .map(field -> field.getFullName()))
                .isEmpty();
    }

    @Test
    void noNameStandsForTwoThings() {
        Map<String, List<String>> byName = CLASSES.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, TreeMap::new, mapping(JavaClass::getName, toList())));
        byName.values().removeIf(names -> names.size() == 1);
        assertThat(byName).isEmpty();
    }
}
