package io.bitwright.app.studio;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.OutputFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The folder that {@code generate} writes, as one ZIP file. The same design gives the same bytes:
 * names are sorted, times fixed, contents not compressed, which depends on the library.
 */
final class DesignArchive {
  /** The first time that a ZIP file can hold. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private DesignArchive() {}

  /** The bytes; all files lie in a folder of the design's name. */
  static byte[] of(GeneratedDesign design) {
    List<GeneratedFile> files = new ArrayList<>(design.files());
    files.add(new GeneratedFile(OutputFolder.MANIFEST, OutputFolder.manifest(design)));
    files.sort(Comparator.comparing(GeneratedFile::path));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (GeneratedFile file : files) {
        byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
        zip.putNextEntry(entry(design.name() + "/" + file.path(), content));
        zip.write(content);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    return entry;
  }
}
