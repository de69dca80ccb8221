package dev.warrant.reasoning.session;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/// Compiles DRL into class files with the executable model; nothing of the rules is loaded or run
/// here.
final class RuleCompiler {
  /// Java level of rule text. Drools falls back to 17 without a word for levels it does not know.
  private static final String LEVEL_KEY = "drools.dialect.java.compiler.lnglevel";

  private static final String ROOT = "src/main/resources/";

  private static final Pattern QUOTED =
      Pattern.compile("[Ee]xpression:?\\s+(.+?):?\\s*$", Pattern.MULTILINE);

  private RuleCompiler() {}

  /// Compiles texts by path.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming file and line of the first error
  static CompiledRules compile(SortedMap<String, String> texts) {
    if (System.getProperty(LEVEL_KEY) == null) {
      System.setProperty(LEVEL_KEY, "21");
    }
    KieServices services = KieServices.get();
    ReleaseId id = services.newReleaseId("dev.warrant", "strategy-pack", "1");
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(id);
    for (var text : texts.entrySet()) {
      files.write(ROOT + text.getKey(), text.getValue());
    }
    try {
      KieBuilderImpl builder = (KieBuilderImpl) services.newKieBuilder(files);
      builder.buildAll(ExecutableModelProject.class);
      refuseErrors(builder.getResults().getMessages(Message.Level.ERROR), texts);
      return read((InternalKieModule) builder.getKieModuleIgnoringErrors());
    } finally {
      services.getRepository().removeKieModule(id);
    }
  }

  private static void refuseErrors(List<Message> errors, SortedMap<String, String> texts) {
    if (errors.isEmpty()) {
      return;
    }
    Message error = errors.getFirst();
    String path = error.getPath() == null ? "" : error.getPath();
    int at = path.indexOf(ROOT);
    String file = at >= 0 ? path.substring(at + ROOT.length()) : path;
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    throw new RuleError(
            "drl-compile",
            place(file, texts.get(file), error),
            error.getText().strip() + more,
            "rules that compile",
            "a fact type is not imported, a component is misspelt, or a variable is used before it"
                + " is bound.")
        .thrown();
  }

  /// The executable model reports constraints without a line, but quotes them: the first place that
  /// says the quoted words.
  private static Place place(String file, @Nullable String text, Message error) {
    if (text == null) {
      return Place.of("intents");
    }
    if (error.getLine() > 0) {
      return Place.line(file, text, error.getLine());
    }
    Matcher quoted = QUOTED.matcher(error.getText());
    int at = quoted.find() ? text.indexOf(quoted.group(1).strip()) : -1;
    return at < 0 ? Place.of(file) : Place.at(file, text, at);
  }

  private static CompiledRules read(InternalKieModule module) {
    List<String> models = new ArrayList<>();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (String file : new TreeSet<>(module.getFileNames())) {
      if (file.endsWith("/drools-model")) {
        String text = new String(module.getBytes(file), StandardCharsets.UTF_8);
        text.lines().filter(l -> !l.isBlank() && l.indexOf(':') < 0).sorted().forEach(models::add);
      } else if (file.endsWith(".class") && !file.startsWith("org/drools/project/")) {
        classes.put(file, module.getBytes(file));
      }
    }
    return new CompiledRules(models, classes);
  }
}
