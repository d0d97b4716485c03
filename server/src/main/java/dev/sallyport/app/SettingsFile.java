package dev.sallyport.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * {@code sallyport.yaml}: names with dots, or the same nested, or any mix; a list of values may be
 * a YAML sequence. Read as a tree of nodes, for these know the line they stand on.
 */
final class SettingsFile {
  static final String NAME = "sallyport.yaml";
  private static final long MAX_BYTES = 1024 * 1024;
  // plans, a plan, its property; a file of dotted names needs one.
  private static final int MAX_DEPTH = 6;
  private static final int MAX_SETTINGS = 10_000;

  private final String file;
  private final List<WrittenSetting> found = new ArrayList<>();

  private SettingsFile(String file) {
    this.file = file;
  }

  /** What is written in the file of that folder; nothing where there is none. */
  static List<WrittenSetting> read(Path home) {
    Path path = home.resolve(NAME);
    if (!Files.exists(path)) {
      return List.of();
    }
    SettingsFile reading = new SettingsFile(NAME);
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new SettingsException(NAME + ": is larger than " + MAX_BYTES + " bytes", false);
      }
      reading.readText(Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new SettingsException(NAME + ": is not UTF-8 text", false);
    } catch (IOException e) {
      throw new SettingsException(path + ": can't be read: " + e.getMessage(), false);
    }
    return List.copyOf(reading.found);
  }

  private void readText(String text) {
    Optional<Node> root;
    try {
      root =
          new Compose(LoadSettings.builder().setLabel(file).setUseMarks(true).build())
              .composeString(text);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw new SettingsException(file + line + ": " + e.getProblem(), false);
    } catch (YamlEngineException e) {
      throw new SettingsException(file + ": is not YAML", false);
    }
    root.ifPresent(node -> {
      // A file with nothing but comments is read as one empty value.
      if (!(node instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
        walk("", node, 0);
      }
    });
  }

  private void walk(String name, Node node, int depth) {
    switch (node) {
      case MappingNode mapping when depth < MAX_DEPTH -> {
        for (NodeTuple tuple : mapping.getValue()) {
          if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw refused(tuple.getKeyNode(), "a name is expected here");
          }
          walk(
              name.isEmpty() ? key.getValue() : name + "." + key.getValue(),
              tuple.getValueNode(),
              depth + 1);
        }
      }
      case SequenceNode sequence when !name.isEmpty() -> add(name, joined(name, sequence), node);
      case ScalarNode scalar when !name.isEmpty() -> add(name, scalar.getValue(), node);
      default ->
          throw refused(
              node,
              name.isEmpty() ? "names with values are expected" : name + " is nested too deep");
    }
  }

  private String joined(String name, SequenceNode sequence) {
    List<String> parts = new ArrayList<>();
    for (Node part : sequence.getValue()) {
      if (!(part instanceof ScalarNode scalar)) {
        throw refused(part, name + " is a list of plain values");
      }
      parts.add(scalar.getValue());
    }
    return String.join(",", parts);
  }

  private void add(String name, String text, Node node) {
    if (found.size() == MAX_SETTINGS) {
      throw refused(node, "there are more than " + MAX_SETTINGS + " settings");
    }
    for (WrittenSetting earlier : found) {
      if (earlier.name().equals(name)) {
        throw refused(node, name + " is written twice, first at " + earlier.source());
      }
    }
    found.add(new WrittenSetting(name, text, place(node)));
  }

  private SettingsException refused(Node node, String why) {
    return new SettingsException(place(node) + ": " + why, false);
  }

  private String place(Node node) {
    return file + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
  }
}
