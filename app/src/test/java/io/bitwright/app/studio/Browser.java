package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium with a page of the studio. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  /**
   * Starts a browser.
   *
   * @param downloads where files go that the page saves
   */
  Browser(Path downloads) {
    // It warns of every browser that is newer than itself.
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(NeedsBrowser.Condition.get("chromium").toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toAbsolutePath().toString()));
    System.setProperty(
        "webdriver.chrome.driver", NeedsBrowser.Condition.get("chromedriver").toString());
    System.setProperty("webdriver.chrome.silentOutput", "true");
    driver = new ChromeDriver(options);
  }

  @Override
  public void close() {
    driver.quit();
  }

  /** Opens a page with a width as that of a device, in a scheme of colours. */
  void open(String address, int width, int height, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    driver.get(address);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> findAll(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  String text(String selector) {
    return find(selector).getText();
  }

  String value(String selector) {
    return String.valueOf(find(selector).getDomProperty("value"));
  }

  /** The element that has the focus, as a selector. */
  String focus() {
    return script("const e = document.activeElement; return e.id || e.className");
  }

  /** Types at the element that has the focus. */
  void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Moves the focus on by Tab until it is on an element; says how often. */
  int tabTo(String id) {
    int steps = 0;
    while (!focus().equals(id)) {
      type(Keys.TAB);
      steps++;
      assertThat(steps).as("steps of Tab to %s", id).isLessThan(80);
    }
    return steps;
  }

  /** What a script gives, as a text; {@code null} where it gives nothing. */
  String script(String text, Object... arguments) {
    return String.valueOf(driver.executeScript(text, arguments));
  }

  /** Chooses in a list of choices, as a person does. */
  void choose(String selector, String value) {
    script(
        "arguments[0].value = arguments[1];"
            + "for (const kind of ['input', 'change'])"
            + " arguments[0].dispatchEvent(new Event(kind, {bubbles: true}))",
        find(selector),
        value);
    assertThat(value(selector)).isEqualTo(value);
  }

  /** Waits until something holds. */
  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("still waiting: %s", what).isNegative();
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits until the page shows an estimate of what is chosen. */
  void awaitEstimate(String titlePart) {
    await(
        "an estimate of " + titlePart,
        () ->
            text("#estimate-title").contains(titlePart)
                && "false".equals(find("#estimate").getDomAttribute("aria-busy")));
  }

  /**
   * What the browser complained about: scripts that fail, what the content policy refused; not that
   * the server found a fault in a description, which tests ask for.
   */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .filter(complaint -> !complaint.contains("responded with a status of 400"))
        .toList();
  }

  /** Keeps a picture of the window in the folder of the build. */
  void keepPicture(String name) {
    try {
      Path file = Path.of("target", "studio-" + name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
