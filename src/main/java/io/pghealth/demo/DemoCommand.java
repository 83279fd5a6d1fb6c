package io.pghealth.demo;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code pghealth demo}. */
@Command(
    name = "demo",
    description = "Shows the main job on a real PostgreSQL and a real API server of its own.")
public final class DemoCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    DemoFiles files = DemoFiles.find(System.getenv());
    List<String> missing = files.missing();
    if (!missing.isEmpty()) {
      missing.forEach(System.err::println);
      return 2;
    }
    Demo demo = new Demo(files, System.out);
    Thread hook = new Thread(demo::close, "demo-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      boolean complete = demo.run();
      if (complete && System.console() != null && System.console().isTerminal()) {
        demo.stay();
      }
      return complete ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (Exception e) {
      System.err.println("The demo failed: " + (e.getMessage() == null ? e : e.getMessage()));
      return 1;
    } finally {
      demo.close();
    }
  }
}
