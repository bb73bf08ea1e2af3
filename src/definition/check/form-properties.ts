/**
 * What a form element of a browser has to be called, and what leads from it through the document. A control's name hides
 * the property of that name (DOM clobbering), and the script that asks for it finds an input instead: htmx, Stepway's
 * own, or a host's. Other properties, such as `name` or `title`, are ordinary words for a field, and nothing of ours reads
 * them from a form: test/browser/field-names.test.ts watches that.
 *
 * Source: HTMLFormElement and its prototypes in Chromium, methods first.
 */
export const formProperties: ReadonlySet<string> = new Set(
  `form addEventListener after animate append appendChild ariaNotify attachInternals attachShadow before blur checkValidity checkVisibility click cloneNode closest compareDocumentPosition computedStyleMap contains dispatchEvent focus getAnimations getAttribute getAttributeNS getAttributeNames getAttributeNode getAttributeNodeNS getBoundingClientRect getClientRects getElementsByClassName getElementsByTagName getElementsByTagNameNS getHTML getRootNode hasAttribute hasAttributeNS hasAttributes hasChildNodes hasPointerCapture hidePopover insertAdjacentElement insertAdjacentHTML insertAdjacentText insertBefore isDefaultNamespace isEqualNode isSameNode lookupNamespaceURI lookupPrefix matches moveBefore normalize prepend querySelector querySelectorAll releasePointerCapture remove removeAttribute removeAttributeNS removeAttributeNode removeChild removeEventListener replaceChild replaceChildren replaceWith reportValidity requestFullscreen requestPointerLock requestSubmit reset scroll scrollBy scrollIntoView scrollIntoViewIfNeeded scrollTo setAttribute setAttributeNS setAttributeNode setAttributeNodeNS setHTML setHTMLUnsafe setPointerCapture showPopover submit toggleAttribute togglePopover webkitMatchesSelector
  attributes childNodes children classList dataset elements firstChild firstElementChild innerHTML isConnected
  lastChild lastElementChild localName namespaceURI nextElementSibling nextSibling nodeName nodeType nodeValue noValidate
  outerHTML ownerDocument parentElement parentNode previousElementSibling previousSibling shadowRoot tagName
  textContent`.split(/\s+/),
);
