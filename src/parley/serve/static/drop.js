// Files and folders dropped on the page go into the field of the form. Without this file the field itself takes them.

const form = document.querySelector("[data-drop]");
const field = form.querySelector("input[type=file]");
const names = form.querySelector("[data-drop-names]");
const status = form.querySelector("[data-drop-status]");
form.querySelector("[data-drop-hint]").hidden = false;

function show() {
  const items = [...field.files].slice(0, 20).map((file) => {
    const item = document.createElement("li");
    item.textContent = file.name;
    return item;
  });
  const left = field.files.length - items.length;
  if (left > 0) {
    const item = document.createElement("li");
    item.textContent = `and ${left} more`;
    items.push(item);
  }
  names.replaceChildren(...items);
}

const fileOf = (entry) => new Promise((done, fail) => entry.file(done, fail));
const batchOf = (reader) => new Promise((done, fail) => reader.readEntries(done, fail));

async function* filesIn(entry) {
  if (entry.isFile) {
    yield await fileOf(entry);
    return;
  }
  const reader = entry.createReader();
  for (let batch = await batchOf(reader); batch.length; batch = await batchOf(reader)) {
    for (const each of batch) if (!each.name.startsWith(".")) yield* filesIn(each);
  }
}

async function take(dropped) {
  // What was dropped can be asked for its entries only before the first wait.
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const held = new DataTransfer();
  for (const file of field.files) held.items.add(file);
  if (entries.length) {
    for (const entry of entries) for await (const file of filesIn(entry)) held.items.add(file);
  } else {
    for (const file of dropped.files) held.items.add(file);
  }
  field.files = held.files;
  show();
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  form.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  form.classList.remove("over");
  take(event.dataTransfer).catch(() => { status.textContent = "What was dropped cannot be read; choose the files instead."; });
});
field.addEventListener("change", show);
form.addEventListener("submit", () => { status.textContent = "Sending…"; });
show();
