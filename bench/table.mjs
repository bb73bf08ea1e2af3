/** Rows of a Markdown table as Prettier writes it: the first column to the left, all others to the left as well. */
export function tableOf(columns, rows) {
  const lines = [
    Object.values(columns),
    ...rows.map((row) => Object.keys(columns).map((key) => row[key] ?? '')),
  ];
  const widths = lines[0].map((_, column) => Math.max(3, ...lines.map((line) => line[column].length)));
  const written = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [written[0], rule, ...written.slice(1)].join('\n');
}
