import type { CreatableKind } from '../actions/creatable';
import type { Opened } from '../share/links';

/** A question that the page can put, with what is known already. */
export type Question =
	| { readonly ask: 'create'; readonly kind: CreatableKind; readonly groupId?: string | undefined }
	| { readonly ask: 'secret'; readonly vaultId: string }
	| { readonly ask: 'container'; readonly accountId: string }
	| {
			readonly ask: 'blob';
			readonly accountId: string;
			readonly containerId?: string | undefined;
	  }
	| { readonly ask: 'attach'; readonly resourceId: string }
	| { readonly ask: 'attachTo'; readonly identityId: string }
	| {
			readonly ask: 'grant';
			readonly principalId?: string | undefined;
			readonly roleDefinitionName?: string | undefined;
			readonly scope?: string | undefined;
	  }
	| { readonly ask: 'remove'; readonly id: string }
	| { readonly ask: 'move'; readonly resourceId: string }
	| { readonly ask: 'createType'; readonly type: string; readonly groupId?: string | undefined }
	| { readonly ask: 'palette'; readonly only?: 'create' | undefined }
	| { readonly ask: 'waiting' }
	| { readonly ask: 'history' }
	| { readonly ask: 'workspaces'; readonly rename?: string | undefined }
	| { readonly ask: 'examples' }
	| { readonly ask: 'importFile' }
	| { readonly ask: 'share' }
	| { readonly ask: 'link'; readonly fault?: string; readonly opened?: Opened }
	| { readonly ask: 'startOver' }
	| { readonly ask: 'keys' };

/** The one dialog of the page. */
export class Dialogs {
	current: Question | undefined = $state.raw();
	/** What could not be put, as its part of the page could not be fetched; until it is put again or dismissed. */
	missed: Question | undefined = $state.raw();
	/** What was typed while the list of everything was on its way. */
	#typed = '';

	ask(question: Question): void {
		this.current = question;
		this.missed = undefined;
		this.#typed = '';
	}

	/** Its part of the page cannot be fetched: the page has its keys again, and says so. */
	miss(question: Question): void {
		if (this.current !== question) return;
		this.current = undefined;
		this.missed = question;
	}

	/**
	 * Keeps a character that is typed before the list of everything, which is fetched when it is first asked for, is there to
	 * take it. Returns whether it did.
	 */
	keepTyped({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
		if (this.current?.ask !== 'palette' || document.querySelector('dialog')) return false;
		if (key.length !== 1 || ctrlKey || metaKey || altKey) return false;
		this.#typed += key;
		return true;
	}

	/** What {@link keepTyped} has kept, once. */
	takeTyped(): string {
		const typed = this.#typed;
		this.#typed = '';
		return typed;
	}

	/**
	 * Whether a question has the keys: it is up, or on its way. One that is closed has them no longer, though the browser
	 * tells of that only in a task of its own: a key pressed in between is meant for the page.
	 */
	haveKeys(): boolean {
		return this.current !== undefined && !document.querySelector('dialog:not([open])');
	}

	/** Takes a question away; not another one that was put since. */
	close(question: Question | undefined): void {
		if (this.current === question) this.current = undefined;
	}
}
