// What npm run lesson -- new writes: a whole lesson that is proven as it stands, to be changed piece by piece.

const LESSON = `---
title: Create an identity
summary: One sentence for the course map.
minutes: 2
covers: [user-provisioning]
requires: []
goals:
  - id: created
    kind: exists
    name: id-new
    type: Microsoft.ManagedIdentity/userAssignedIdentities
  - id: not-attached
    kind: identity
    identity: none
    on: vm-new
    keep: true
hints:
  - id: create
    goal: created
    text: Create an identity called id-new in rg-new.
    command: az identity create --resource-group rg-new --name id-new
  - id: too-far
    goal: not-attached
    when: { kind: identity, identity: system, on: vm-new }
    text: The machine has an identity of its own now. Undo that step.
sources:
  - title: What are managed identities for Azure resources?
    url: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
notes:
  - Ask the room what the machine can do with an identity that is not assigned to it.
---

The machine \`vm-new\` needs nothing yet. Create an identity for later:

\`\`\`az
az identity create --resource-group rg-new --name id-new
\`\`\`

An identity is a resource like any other. Say here, in a paragraph, what was seen and why. A term that the glossary
explains is linked like this: [user-assigned identity](#term/user-assigned-identity).
`;

/** The files of a new lesson, by their paths. */
export const TEMPLATE = {
	'lesson.md': LESSON,
	'start.azcli': `# One machine without an identity.
az group create --name rg-new --location westeurope
az vm create --resource-group rg-new --name vm-new --image Ubuntu2204 --generate-ssh-keys
`,
	'solution.azcli': `az identity create --resource-group rg-new --name id-new
`,
	'mistakes/system-assigned.azcli': `# fails: not-attached
# hint: too-far
# The other kind of identity.
az identity create --resource-group rg-new --name id-new
az vm identity assign --resource-group rg-new --name vm-new
`,
	'mistakes/other-name.azcli': `# fails: created
# hint: create
# The goal speaks of id-new.
az identity create --resource-group rg-new --name id-old
`,
};
