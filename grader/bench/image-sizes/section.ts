const BEGIN = "<!-- image:sizes -->";
const END = "<!-- /image:sizes -->";

/**
 * The document with new text between its markers.
 * @throws Error where the markers are not there once each, in order.
 */
export function withSection(document: string, text: string): string {
  const begin = document.split(BEGIN);
  const end = (begin[1] ?? "").split(END);
  if (begin.length !== 2 || end.length !== 2) {
    throw new Error(`Expected ${BEGIN} and then ${END}, once each, in the document.`);
  }
  return `${begin[0]}${BEGIN}\n${text}\n${END}${end[1]}`;
}
