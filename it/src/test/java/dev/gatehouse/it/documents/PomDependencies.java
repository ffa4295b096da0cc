package dev.gatehouse.it.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The dependencies in the poms of this project: {@code group:artifact version}, with the pinned version. */
final class PomDependencies {
    private static final String OURS = "dev.gatehouse";
    private static final Set<String> NAMING = Set.of("dependency", "plugin", "path", "palantirJavaFormat");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    private final List<Element> poms = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    /** Versions by {@code group:artifact}, and those of a bill of materials by its group. */
    private final Map<String, String> managed = new HashMap<>();

    private PomDependencies() {}

    static Set<String> dependencies() throws IOException {
        PomDependencies poms = new PomDependencies();
        poms.read(Path.of(".."));
        poms.manage();
        return poms.named();
    }

    /** What the build names of that group and artifact, with its version, as Maven's command line takes it. */
    static String coordinates(String name) throws IOException {
        return dependencies().stream()
                .filter(dependency -> dependency.startsWith(name + " "))
                .map(dependency -> dependency.replace(' ', ':'))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the build does not name " + name));
    }

    private void read(Path directory) throws IOException {
        Element project = parse(directory.resolve("pom.xml"));
        poms.add(project);
        children(project, "properties")
                .forEach(all -> children(all, "*")
                        .forEach(property -> properties.put(property.getTagName(), property.getTextContent())));
        for (Element modules : children(project, "modules")) {
            for (Element module : children(modules, "module")) {
                read(directory.resolve(module.getTextContent()));
            }
        }
    }

    private static Element parse(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom + " cannot be read", e);
        }
    }

    private void manage() {
        for (Element named : everywhere()) {
            Optional<String> version = text(named, "version");
            boolean bill = text(named, "scope").filter("import"::equals).isPresent();
            version.ifPresent(number -> {
                managed.put(name(named), number);
                if (bill) {
                    managed.put(group(named), number);
                }
            });
        }
    }

    private Set<String> named() {
        Set<String> all = new TreeSet<>();
        for (Element named : everywhere()) {
            if (!group(named).equals(OURS)) {
                all.add(name(named) + " " + version(named));
            }
        }
        return all;
    }

    private List<Element> everywhere() {
        List<Element> all = new ArrayList<>();
        for (Element pom : poms) {
            NAMING.forEach(tag -> elements(pom.getElementsByTagName(tag)).forEach(all::add));
        }
        return all;
    }

    private String version(Element named) {
        String exact = managed.get(name(named));
        return exact != null ? exact : versionOfBill(group(named));
    }

    private String versionOfBill(String group) {
        return managed.entrySet().stream()
                .filter(bill -> (group + ".").startsWith(bill.getKey() + "."))
                .map(Map.Entry::getValue)
                .findAny()
                .orElse("without a pinned version");
    }

    private String name(Element named) {
        return group(named) + ":" + text(named, "artifactId").orElse("palantir-java-format");
    }

    private String group(Element named) {
        return text(named, "groupId")
                .orElse(
                        switch (named.getTagName()) {
                            case "plugin" -> "org.apache.maven.plugins";
                            default -> "com.palantir.javaformat";
                        });
    }

    private Optional<String> text(Element parent, String tag) {
        return children(parent, tag).stream().findFirst().map(child -> resolved(child.getTextContent()));
    }

    private String resolved(String text) {
        return PROPERTY.matcher(text)
                .replaceAll((MatchResult property) -> properties.getOrDefault(property.group(1), property.group(1)));
    }

    private static List<Element> children(Element parent, String tag) {
        return elements(parent.getElementsByTagName(tag)).stream()
                .filter(element -> element.getParentNode() == parent)
                .toList();
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
