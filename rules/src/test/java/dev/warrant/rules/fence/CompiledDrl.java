package dev.warrant.rules.fence;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/// Compiles DRL as the engine does, with no fence before it.
final class CompiledDrl {
  private CompiledDrl() {}

  /// Class files by path; nothing of the rules is loaded.
  static SortedMap<String, byte[]> of(String drl) {
    System.setProperty("drools.dialect.java.compiler.lnglevel", "21");
    KieServices services = KieServices.get();
    ReleaseId id = services.newReleaseId("dev.warrant", "fence-test", "1");
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(id);
    files.write("src/main/resources/intents/a.drl", drl);
    try {
      KieBuilderImpl builder = (KieBuilderImpl) services.newKieBuilder(files);
      builder.buildAll(ExecutableModelProject.class);
      List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
      if (!errors.isEmpty()) {
        throw new IllegalArgumentException(errors.toString());
      }
      InternalKieModule module = (InternalKieModule) builder.getKieModuleIgnoringErrors();
      SortedMap<String, byte[]> out = new TreeMap<>();
      for (String file : module.getFileNames()) {
        if (file.endsWith(".class") && !file.startsWith("org/drools/project/")) {
          out.put(file, module.getBytes(file));
        }
      }
      return out;
    } finally {
      services.getRepository().removeKieModule(id);
    }
  }
}
